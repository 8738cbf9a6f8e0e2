"""What runs without a person, each as a named system actor with a policy of its own."""
