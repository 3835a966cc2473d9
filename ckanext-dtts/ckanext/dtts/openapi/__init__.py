"""What the API's endpoints take and give, in one table beside each view; and OpenAPI 3.1 made of it."""
