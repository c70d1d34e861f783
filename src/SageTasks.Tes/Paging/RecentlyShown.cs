namespace SageTasks.Tes;

/// <summary>Remembers the tasks of the last pages, and no more, so that a list of any length needs little memory: rows that new tasks push down
/// come again on the next page.</summary>
internal sealed class RecentlyShown
{
    private const int Remembered = 2 * (TesTaskQuery.LargestPage + 1);

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public bool IsNew(string id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > Remembered)
        {
            _ids.Remove(_order.Dequeue());
        }

        return true;
    }
}
