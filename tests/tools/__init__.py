"""What several tests share: servers, databases and ways to look at them."""
