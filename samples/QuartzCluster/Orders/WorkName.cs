namespace QuartzCluster.Orders;

/// <summary>What all orders but the first have in common.</summary>
/// <param name="Work">The name of the work; null in an order to extract.</param>
internal sealed record WorkName(string? Work);
