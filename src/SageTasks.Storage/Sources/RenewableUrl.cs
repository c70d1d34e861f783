namespace SageTasks.Storage;

/// <summary>
/// A URL that expires. It is asked for just before its first use, and once again when it was refused, however many requests were.
/// </summary>
internal sealed class RenewableUrl(Func<CancellationToken, Task<SourceAddress>> ask) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Issue? _current;

    /// <summary>The URL to use now.</summary>
    public async Task<Issue> GetAsync(CancellationToken cancellationToken) =>
        _current ?? (await AskAsync(null, cancellationToken).ConfigureAwait(false)).Issue;

    /// <summary>Another URL than one that was refused, and whether it is new: somebody else may have asked for it a while ago.</summary>
    public Task<(Issue Issue, bool IsNew)> RenewAsync(Issue refused, CancellationToken cancellationToken) => AskAsync(refused, cancellationToken);

    public void Dispose() => _one.Dispose();

    private async Task<(Issue Issue, bool IsNew)> AskAsync(Issue? refused, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is { } current && current != refused)
            {
                return (current, false);
            }

            _current = new Issue(await ask(cancellationToken).ConfigureAwait(false));
            return (_current, true);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>One URL that was given out. Two are the same only if they were given out at once.</summary>
    internal sealed class Issue(SourceAddress address)
    {
        private volatile bool _hasWorked;

        public SourceAddress Address { get; } = address;

        /// <summary>Whether any request got an answer with it: then a refusal means that it has expired.</summary>
        public bool HasWorked
        {
            get => _hasWorked;
            set => _hasWorked = value;
        }
    }
}
