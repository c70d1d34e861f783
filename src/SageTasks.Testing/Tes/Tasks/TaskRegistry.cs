using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Testing;

/// <summary>All tasks. What changes is committed to the store before it shows here.</summary>
internal sealed class TaskRegistry(TesWorld world)
{
    private const string Kind = "task";

    private readonly Dictionary<string, TesTaskEntry> _byId = new(StringComparer.Ordinal);
    private readonly TaskOrder _order = new(world.Dialect.Order);
    private DateTimeOffset _lastHidden = DateTimeOffset.MinValue;
    private long _sequence;

    /// <summary>All tasks, in the order in which they came.</summary>
    public IReadOnlyList<TesTaskEntry> All
    {
        get
        {
            lock (world.Lock)
            {
                return [.. _byId.Values.OrderBy(entry => entry.Document.Sequence)];
            }
        }
    }

    public void Load(TesTaskDocument document) => Index(new TesTaskEntry(document));

    public bool TryFind(string id, [NotNullWhen(true)] out TesTaskEntry? entry)
    {
        lock (world.Lock)
        {
            return _byId.TryGetValue(id, out entry);
        }
    }

    /// <summary>Takes in a task. One of the past leaves no word in the journal.</summary>
    /// <param name="make">Makes the document, from its place in the order.</param>
    /// <param name="isPast">Whether it was there before.</param>
    public TesTaskEntry Add(Func<long, TesTaskDocument> make, bool isPast = false)
    {
        lock (world.Lock)
        {
            var document = make(_sequence + 1);
            var batch = world.Store.Begin().Set(Kind, document.Id, document, TesJson.Default.TesTaskDocument);
            if (!isPast)
            {
                batch.Record("task.created", document.Id, Commit(document), TesJson.Default.TaskCommit);
            }

            batch.Commit();
            var entry = new TesTaskEntry(document);
            Index(entry);
            return entry;
        }
    }

    /// <summary>Changes a task, if it still is in one of the states that the change can follow.</summary>
    public bool Advance(TesTaskEntry entry, Func<string, bool> from, Func<TesTaskDocument, TesTaskDocument> change)
    {
        lock (world.Lock)
        {
            var before = entry.Document;
            if (!from(before.State) || !_byId.ContainsKey(before.Id))
            {
                return false;
            }

            var after = change(before);
            var batch = world.Store.Begin().Set(Kind, after.Id, after, TesJson.Default.TesTaskDocument);
            if (after.State != before.State)
            {
                batch.Record("task.state", after.Id, new TaskStateCommit(after.State, before.State), TesJson.Default.TaskStateCommit);
            }

            batch.Commit();
            entry.Document = after;
            return true;
        }
    }

    /// <summary>Removes every trace, as servers do with old tasks.</summary>
    public void Expire(TesTaskEntry entry)
    {
        lock (world.Lock)
        {
            var document = entry.Document;
            world.Store.Begin()
                .Remove(Kind, document.Id)
                .Record("task.expired", document.Id, new TaskStateCommit(null, document.State), TesJson.Default.TaskStateCommit)
                .Commit();
            _byId.Remove(document.Id);
            _order.Remove(entry);
        }
    }

    /// <summary>A page of the tasks that match.</summary>
    /// <param name="matches">Which tasks.</param>
    /// <param name="after">The key of the last task of the page before; null for the first page.</param>
    /// <param name="shift">Moves the place where the page starts, by the fault that does so.</param>
    /// <param name="size">The most tasks; null for all.</param>
    public TaskPage List(Func<TesTaskDocument, bool> matches, string? after, Func<int, int> shift, int? size)
    {
        lock (world.Lock)
        {
            var hiding = world.Faults.Enabled && _lastHidden > world.Clock.True;
            var tasks = new List<TesTaskDocument>();
            foreach (var entry in _order.From(shift(_order.Behind(after))))
            {
                var task = entry.Document;
                if ((hiding && task.HiddenUntil > world.Clock.True) || !matches(task))
                {
                    continue;
                }

                if (tasks.Count == size)
                {
                    return new TaskPage(tasks, true);
                }

                tasks.Add(task);
            }

            return new TaskPage(tasks, false);
        }
    }

    /// <summary>What a token says of the last task of a page.</summary>
    public string Key(TesTaskDocument task) => _order.Key(task);

    private static TaskCommit Commit(TesTaskDocument task) =>
        new() { Name = task.Task.Name, Tags = task.Task.Tags, Owner = task.Owner, CreationTime = task.CreationTime };

    private void Index(TesTaskEntry entry)
    {
        var document = entry.Document;
        _byId[document.Id] = entry;
        _order.Add(entry);
        _sequence = Math.Max(_sequence, document.Sequence);
        if (document.HiddenUntil > _lastHidden)
        {
            _lastHidden = document.HiddenUntil.Value;
        }
    }
}
