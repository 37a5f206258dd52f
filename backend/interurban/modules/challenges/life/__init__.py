"""What happens to a challenge once it is public: one file per subject."""
