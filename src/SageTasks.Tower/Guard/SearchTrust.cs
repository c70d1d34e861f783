namespace SageTasks.Tower;

/// <summary>Whether the server's search can be believed: for a while after it found a run that is known to exist by its name, and nothing
/// for a name that cannot exist.</summary>
internal sealed class SearchTrust(TimeSpan lifetime, TimeProvider time)
{
    private const int Tries = 2;

    private readonly Lock _lock = new();
    private (long Since, WorkflowItem Canary)? _held;

    public async Task<bool> HoldsAsync(LookUp look, IReadOnlyList<WorkflowItem> known, CancellationToken cancellationToken)
    {
        if (IsHeld())
        {
            return true;
        }

        // The oldest of the known runs: an index that lags has it by now.
        if (known.LastOrDefault(item => IsSearchable(item.Workflow.RunName)) is not { } canary)
        {
            return false;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await FindsAsync(look, canary, cancellationToken).ConfigureAwait(false)
                && (await look.PageAsync(Impossible(), 0, cancellationToken).ConfigureAwait(false)).Workflows.Count == 0)
            {
                Hold((time.GetTimestamp(), canary));
                return true;
            }
        }

        return false;
    }

    /// <summary>Asks once more for the run by which the search was proven: while searches find nothing by mistake, they do not find that one
    /// either. Where it is not found, deleted as it may be, the search must be proven anew.</summary>
    public async Task<bool> StillFindsAsync(LookUp look, CancellationToken cancellationToken)
    {
        if (Known() is { } canary && await FindsAsync(look, canary, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        Lose();
        return false;
    }

    /// <summary>The search was caught: a row came that it should have left out.</summary>
    public void Lose() => Hold(null);

    private static async Task<bool> FindsAsync(LookUp look, WorkflowItem canary, CancellationToken cancellationToken)
    {
        var page = await look.PageAsync(canary.Workflow.RunName, 0, cancellationToken).ConfigureAwait(false);
        return page.Workflows.Any(item => string.Equals(item.Workflow.Id, canary.Workflow.Id, StringComparison.Ordinal));
    }

    private static string Impossible() => $"no-{Guid.NewGuid():N}";

    private static bool IsSearchable(string? name) =>
        !string.IsNullOrEmpty(name) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private bool IsHeld()
    {
        lock (_lock)
        {
            return _held is { } held && time.GetElapsedTime(held.Since) < lifetime;
        }
    }

    private WorkflowItem? Known()
    {
        lock (_lock)
        {
            return _held?.Canary;
        }
    }

    private void Hold((long Since, WorkflowItem Canary)? held)
    {
        lock (_lock)
        {
            _held = held;
        }
    }
}
