namespace SageTasks.Samples;

/// <summary>A service that is not embedded.</summary>
/// <param name="Address">Its address; null for the one that its client takes from the environment, else the public one.</param>
internal sealed record RealService(Uri? Address);
