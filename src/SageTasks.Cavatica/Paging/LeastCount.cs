using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>The smallest count that the pages of a list tell: items that come while one reads are not missed, and those that go are not either.</summary>
internal sealed class LeastCount
{
    private long? _least;

    /// <param name="count">What a page tells; null where it tells nothing.</param>
    public void Add(long? count) => _least = count < _least || _least is null ? count : _least;

    /// <exception cref="PagingException">The list showed fewer items than the platform counts.</exception>
    public void Require(string what, long given)
    {
        if (given < _least)
        {
            throw new PagingException(FormattableString.Invariant($"The platform counts {_least} {what} and shows {given}: the list is not complete."));
        }
    }
}
