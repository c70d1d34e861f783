namespace SageTasks.Runs;

/// <summary>The right to submit a work in this process; disposing of it lets the next one through.</summary>
internal sealed class InProcessTurn(InProcessClaims claims, string work, bool hasWaited) : IDisposable
{
    /// <summary>Another submission of the same work went before, so that an older look-up does not show what it did.</summary>
    public bool HasWaited => hasWaited;

    public void Dispose() => claims.Leave(work);
}
