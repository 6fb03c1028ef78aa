"""Works jobs off: attempts, staging, heartbeats, deadlines, and the worker around them."""
