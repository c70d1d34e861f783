using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>
/// What lies below the destination of a plan, read beside the plan's own list: both come in the order of their names, so one request for a
/// thousand names takes the place of a thousand questions whether an object is there.
/// </summary>
internal sealed class DestinationList : IAsyncDisposable
{
    // What one page of a list holds, which costs about as much as one question.
    private const int Page = 1000;
    private readonly IAsyncEnumerator<ObjectInfo>? _names;
    private string? _asked;
    private string? _name;
    private long _allowance;
    private bool _isUseful;
    private bool _isOver;

    private DestinationList(IAsyncEnumerator<ObjectInfo>? names) => (_names, _isUseful) = (names, names is not null);

    /// <summary>The list of a destination; one that can't say where asking after each object is as cheap, or there are no lists.</summary>
    public static DestinationList Of(ObjectStores stores, Location? destination, CancellationToken cancellationToken)
    {
        if (destination is null || destination.IsLocal || !stores.SourceOf(destination).Capabilities.List)
        {
            return new DestinationList(null);
        }

        var prefix = destination.IsFolder ? destination : Location.Parse(destination.Address + "/");
        return new DestinationList(stores.SourceOf(prefix).ListAsync(prefix, cancellationToken).GetAsyncEnumerator(cancellationToken));
    }

    /// <summary>Whether something may be there; false only where the list passes over the name.</summary>
    public async ValueTask<bool> MayHoldAsync(Location wanted, CancellationToken cancellationToken)
    {
        var isInOrder = _asked is null || NameOrder.Compare(_asked, wanted.Path) <= 0;
        _isUseful &= isInOrder;
        _asked = wanted.Path;
        _allowance += Page;
        while (_isUseful && !_isOver && (_name is null || NameOrder.Compare(_name, wanted.Path) < 0))
        {
            await AdvanceAsync(cancellationToken).ConfigureAwait(false);
        }

        return !_isUseful || (!_isOver && _name == wanted.Path);
    }

    public ValueTask DisposeAsync() => _names?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask AdvanceAsync(CancellationToken cancellationToken)
    {
        try
        {
            _isOver = !await _names!.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ApiException) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever may write need not be allowed to list: what is there is asked for one by one.
            _isUseful = false;
            return;
        }

        if (!_isOver)
        {
            var (before, now) = (_name, _names!.Current.Location.Path);
            _name = now;

            // A list much longer than the plan is not worth its requests.
            _isUseful = (before is null || NameOrder.Compare(before, now) < 0) && --_allowance >= 0;
        }
    }
}
