namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>A relative link of a page, and the file that it means.</summary>
internal sealed record Link(string Text, string Target);
