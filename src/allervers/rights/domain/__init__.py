"""The domain of rights: questions, answers, what is missing, what an engine must do. Pure."""
