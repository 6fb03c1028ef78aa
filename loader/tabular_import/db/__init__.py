"""What talks to the database for the rest: connections, files, errors, the install."""
