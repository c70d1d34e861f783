namespace QuartzCluster.Orders;

/// <summary>Which samples to work on.</summary>
/// <param name="Samples">Their names; all of the study where empty.</param>
/// <param name="Scope">Makes it other work than the same samples in another scope; null for "once".</param>
internal sealed record ExtractOrder(IReadOnlyList<string> Samples, string? Scope);
