"""Runs jobs: attempts, staging, heartbeats, deadlines, and the worker around them."""
