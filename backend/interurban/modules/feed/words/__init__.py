"""Text search: how texts become lexemes, and how what a person types becomes a query on them."""
