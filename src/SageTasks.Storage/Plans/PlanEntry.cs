namespace SageTasks.Storage;

/// <summary>An object of a plan, and whether something may be at its destination.</summary>
internal readonly record struct PlanEntry(long Index, TransferItem Item, bool MayBeThere)
{
    /// <summary>What is said of it when the plan is ended before it is copied.</summary>
    public TransferItemResult Stopped() => new() { Index = Index, Item = Item, Outcome = TransferOutcome.Stopped, Size = Item.Size };
}
