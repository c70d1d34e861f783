namespace SageTasks.Runs;

/// <summary>Lets one submission of a work at a time through in this process.</summary>
internal sealed class InProcessClaims
{
    private readonly Dictionary<string, (SemaphoreSlim Gate, int Users)> _works = new(StringComparer.Ordinal);

    public static InProcessClaims Shared { get; } = new();

    public async Task<InProcessTurn> EnterAsync(string work, CancellationToken cancellationToken = default)
    {
        (SemaphoreSlim Gate, int Users) entry;
        lock (_works)
        {
            entry = _works.TryGetValue(work, out var known) ? known : (new SemaphoreSlim(1, 1), 0);
            _works[work] = entry with { Users = entry.Users + 1 };
        }

        try
        {
            await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Forget(work);
            throw;
        }

        return new InProcessTurn(this, work, hasWaited: entry.Users > 0);
    }

    internal void Leave(string work)
    {
        lock (_works)
        {
            _works[work].Gate.Release();
        }

        Forget(work);
    }

    private void Forget(string work)
    {
        lock (_works)
        {
            var (gate, users) = _works[work];
            if (users > 1)
            {
                _works[work] = (gate, users - 1);
            }
            else
            {
                _works.Remove(work);
                gate.Dispose();
            }
        }
    }
}
