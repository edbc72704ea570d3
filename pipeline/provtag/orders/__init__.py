"""What an order is like: how binding it is, by when, how much, on which condition, whom to report to, and who pays."""
