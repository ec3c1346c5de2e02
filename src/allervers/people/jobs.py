"""What the queue asks of people: each part keeps its own tasks, found here by the worker."""

from allervers.people import jobs_keeping, jobs_sharing, jobs_watching

__all__ = ["jobs_keeping", "jobs_sharing", "jobs_watching"]
