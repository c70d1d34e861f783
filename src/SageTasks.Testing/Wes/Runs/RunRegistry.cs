using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Testing.Wes;

/// <summary>All runs. What changes is committed to the store before it shows here.</summary>
internal sealed class RunRegistry(WesWorld world)
{
    public const string Kind = "run";

    private readonly Dictionary<string, Run> _byId = new(StringComparer.Ordinal);

    // By number, without those that are gone.
    private readonly List<Run> _all = [];
    private long _lastNumber;

    /// <summary>All runs, oldest first.</summary>
    public IReadOnlyList<Run> All
    {
        get
        {
            lock (world.Lock)
            {
                return [.. _all];
            }
        }
    }

    public void Load(RunDocument document) => Index(new Run(document));

    public bool TryFind(string id, [NotNullWhen(true)] out Run? run)
    {
        lock (world.Lock)
        {
            return _byId.TryGetValue(id, out run);
        }
    }

    /// <summary>The run that the request names in its path.</summary>
    public Run Get(LocalRequest request)
    {
        var id = request["run_id"];
        if (world.Traits.ChecksIds && !Guid.TryParseExact(id, "D", out _))
        {
            throw world.Answers.Bad($"Run ID {id} is no UUID.");
        }

        return TryFind(id, out var run) ? run : throw world.Answers.Refusal(world.Traits.UnknownRun, $"There is no run {id}.");
    }

    /// <summary>Takes in a new run under the next number.</summary>
    public Run Add(Func<long, RunDocument> make, bool isNew = true)
    {
        lock (world.Lock)
        {
            var document = make(_lastNumber + 1);
            var batch = world.Store.Begin().Set(Kind, document.Id, document, LocalWesJson.Default.RunDocument);
            if (isNew)
            {
                batch.Record("run.created", document.Id, RunCommit.Of(document), LocalWesJson.Default.RunCommit);
            }

            batch.Commit();
            var run = new Run(document);
            Index(run);
            return run;
        }
    }

    /// <summary>Changes a run, if it still is in one of the states that this can follow.</summary>
    public bool Change(Run run, Func<string, bool> from, Func<RunDocument, RunDocument> change)
    {
        lock (world.Lock)
        {
            var before = run.Document;
            if (!from(before.State) || !_byId.ContainsKey(before.Id))
            {
                return false;
            }

            var after = change(before);
            var batch = world.Store.Begin().Set(Kind, after.Id, after, LocalWesJson.Default.RunDocument);
            if (after.State != before.State)
            {
                batch.Record("run.state", after.Id, new StateCommit(after.State, before.State), LocalWesJson.Default.StateCommit);
            }

            batch.Commit();
            run.Document = after;
            return true;
        }
    }

    /// <summary>Removes every trace.</summary>
    public void Delete(Run run)
    {
        lock (world.Lock)
        {
            world.Store.Begin()
                .Remove(Kind, run.Document.Id)
                .Record("run.deleted", run.Document.Id, new StateCommit(null, run.Document.State), LocalWesJson.Default.StateCommit)
                .Commit();
            _byId.Remove(run.Document.Id);
            _all.Remove(run);
        }
    }

    /// <summary>Runs in the server's order from a place on, as many as are wanted and one more where there is one.</summary>
    /// <param name="after">The number of the last row of the page before; null for the first page.</param>
    /// <param name="newest">The newest number that the list may show.</param>
    /// <param name="skip">How many matching rows to leave out.</param>
    /// <param name="most">How many rows are wanted.</param>
    /// <param name="matches">What a row must be like.</param>
    public List<Run> Read(long? after, long newest, int skip, int most, Func<RunDocument, bool> matches)
    {
        lock (world.Lock)
        {
            var found = new List<Run>();
            var step = world.Traits.OldestFirst ? 1 : -1;
            for (var at = Begin(after, newest, step); at >= 0 && at < _all.Count && found.Count <= most; at += step)
            {
                var document = _all[at].Document;
                if (document.Number > newest || document.HiddenUntil > world.Clock.True || !matches(document))
                {
                    continue;
                }

                if (skip-- <= 0)
                {
                    found.Add(_all[at]);
                }
            }

            return found;
        }
    }

    public long LastNumber
    {
        get
        {
            lock (world.Lock)
            {
                return _lastNumber;
            }
        }
    }

    private int Begin(long? after, long newest, int step)
    {
        if (step > 0)
        {
            return after is { } last ? FirstFrom(last + 1) : 0;
        }

        return FirstFrom(after is { } seen ? seen : newest + 1) - 1;
    }

    /// <summary>The place of the first run with this number or a later one.</summary>
    private int FirstFrom(long number)
    {
        var (low, high) = (0, _all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _all[middle].Document.Number < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Index(Run run)
    {
        _byId[run.Document.Id] = run;
        _lastNumber = Math.Max(_lastNumber, run.Document.Number);

        // Rows of a state folder come in the order in which they were first stored, which is that of their numbers.
        _all.Add(run);
    }
}
