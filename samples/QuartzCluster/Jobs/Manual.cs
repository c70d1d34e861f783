using Quartz;
using QuartzCluster.Orders;

namespace QuartzCluster.Jobs;

/// <summary>Work that a person asks for.</summary>
internal static class Manual
{
    /// <summary>Orders an extraction now. The same order, given twice before a node has begun it, is one.</summary>
    public static ValueTask<ScheduleTriggerResult> OrderAsync(IScheduler scheduler, ExtractOrder order, CancellationToken cancellationToken)
    {
        var samples = order.Samples.Count == 0 ? "all samples" : string.Join(", ", order.Samples);
        return scheduler.NextAsync<ExtractJob, ExtractOrder>(order.Scope is null ? samples : $"{samples} in {order.Scope}", order, cancellationToken: cancellationToken);
    }
}
