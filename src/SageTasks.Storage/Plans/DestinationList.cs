using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>
/// What lies below the destination of a plan, read beside the plan's own list: where both come in the order of their names, one request for
/// a thousand names takes the place of a thousand questions whether an object is there. Where a store has no such order, only an empty list
/// says something. It saves questions and decides nothing: whenever it can't tell, the object is asked for.
/// </summary>
internal sealed class DestinationList : IAsyncDisposable
{
    // What one page of a list holds, which costs about as much as one question.
    private const int Page = 1000;
    private readonly IObjectSource? _store;
    private readonly Location? _prefix;
    private IAsyncEnumerator<ObjectInfo>? _names;
    private string? _asked;
    private string? _name;
    private long _allowance;
    private bool _isUseful;
    private bool _isOver;

    public DestinationList(ObjectStores stores, Location? destination)
    {
        if (destination is { IsLocal: false } && Location.TryParse(destination.Address.TrimEnd('/') + "/", out _prefix))
        {
            _store = stores.Find(_prefix);
            _isUseful = _store is { Capabilities.List: true };
        }
    }

    /// <summary>Whether something may be there; false only where the list passes over the name.</summary>
    public async ValueTask<bool> MayHoldAsync(Location wanted, CancellationToken cancellationToken)
    {
        _isUseful &= _asked is null || NameOrder.Compare(_asked, wanted.Path) <= 0;
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
            _names ??= _store!.ListAsync(_prefix!, cancellationToken).GetAsyncEnumerator(cancellationToken);
            _isOver = !await _names.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsOfTheList(e))
        {
            _isUseful = false;
            return;
        }

        if (!_isOver)
        {
            var (before, now) = (_name, _names.Current.Location.Path);
            _name = now;

            // A list much longer than the plan is not worth its requests.
            var isInOrder = _store!.Capabilities.OrderedList && (before is null || NameOrder.Compare(before, now) < 0);
            _isUseful = isInOrder && --_allowance >= 0;
        }
    }

    // Whoever may write need not be allowed to list, and one name that can't be read spoils a list, but not the plan.
    private static bool IsOfTheList(Exception e) =>
        e is ApiException or PagingException or FormatException or NotSupportedException or IOException or HttpRequestException or OperationCanceledException;
}
