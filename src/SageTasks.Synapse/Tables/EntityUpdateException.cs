namespace SageTasks.Synapse;

/// <summary>Some of the entities that were changed through a view refused the change; all others took it. Synapse reports this inside an
/// answer that succeeded.</summary>
public class EntityUpdateException : Exception
{
    private const int Shown = 20;

    /// <summary>Creates the exception.</summary>
    public EntityUpdateException(TableTransactionResult result)
        : base(Describe(result)) => Result = result;

    /// <summary>What the whole transaction did.</summary>
    public TableTransactionResult Result { get; }

    /// <summary>The entities that refused.</summary>
    public IReadOnlyList<EntityUpdateResult> Failures => [.. All(Result).Where(Failed)];

    internal static void ThrowIfAny(TableTransactionResult result)
    {
        if (All(result).Any(Failed))
        {
            throw new EntityUpdateException(result);
        }
    }

    private static IEnumerable<EntityUpdateResult> All(TableTransactionResult result) =>
        result.Results.OfType<EntityUpdateResults>().SelectMany(change => change.UpdateResults);

    private static bool Failed(EntityUpdateResult update) => update.FailureCode is not null;

    private static string Describe(TableTransactionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var failures = All(result).Where(Failed).ToList();
        var lines = failures.Take(Shown).Select(failure => $"\n  - {failure.EntityId}: {failure.FailureCode} {failure.FailureMessage}");
        var rest = failures.Count > Shown ? $"\n  - and {failures.Count - Shown} more" : "";
        return $"{failures.Count} of {All(result).Count()} entities of the view were not changed; the others were. Query the view again for their etags " +
            $"and send these rows once more:{string.Concat(lines)}{rest}";
    }
}
