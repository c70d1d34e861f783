namespace SageTasks.Testing.Synapse;

/// <summary>What a signed URL starts with, and whether it is to be expired from the start.</summary>
internal readonly record struct UrlOrigin(string Text, bool Expired);
