using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Tes.Tests.Stubs;

/// <summary>A server's list of tasks that a test can empty, shift or filter badly.</summary>
internal sealed class ListedTasks : TesClient
{
    private readonly Lock _lock = new();

    public List<TesTask> Tasks { get; } = [];

    /// <summary>Changes each answer, given the number of the request (from 1), its query and the honest page.</summary>
    public Func<int, TesTaskQuery, TesTaskPage, TesTaskPage> Distort { get; set; } = (_, _, page) => page;

    public bool IgnoresFilters { get; set; }

    /// <summary>Takes a page first and filters it then, and gives no token where nothing is left.</summary>
    public bool LimitsBeforeItFilters { get; set; }

    /// <summary>Takes tags in and never shows them again.</summary>
    public bool KeepsNoTags { get; set; }

    /// <summary>Shows tags of a task that is asked for by its id, and none in lists.</summary>
    public bool ListsNoTags { get; set; }

    public List<(string? Tag, string? Token)> Pages { get; } = [];

    public int Gets { get; private set; }

    public override Uri Endpoint => new("https://tes.example.org/v1");

    public string Add(string? key = null, string state = "RUNNING", params (string Key, string Value)[] tags)
    {
        var all = tags.ToDictionary(tag => tag.Key, tag => tag.Value);
        if (key is not null)
        {
            all[TaskTags.Key] = key;
        }

        var id = $"task{Tasks.Count}";
        Tasks.Add(new TesTask { Id = id, State = TesState.Create(state), Tags = all, CreationTime = DateTimeOffset.UnixEpoch.AddSeconds(Tasks.Count) });
        return id;
    }

    public void AddMany(int count)
    {
        for (var index = 0; index < count; index++)
        {
            Add(null, "COMPLETE", ("study", $"s{Tasks.Count}"));
        }
    }

    public override Task<string> CreateTaskAsync(TesTask task, CancellationToken cancellationToken = default)
    {
        var id = $"task{Tasks.Count}";
        var tags = KeepsNoTags ? new Dictionary<string, string>() : task.Tags;
        Tasks.Add(task with { Id = id, State = TesState.Running, Tags = tags, CreationTime = DateTimeOffset.UnixEpoch.AddSeconds(Tasks.Count) });
        return Task.FromResult(id);
    }

    public override Task<TesTaskPage> GetTasksPageAsync(TesTaskQuery? query = null, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var asked = query ?? TesTaskQuery.All;
        lock (_lock)
        {
            Pages.Add((asked.Tags.Count > 0 ? asked.Tags[0].Value : null, pageToken));
            var start = pageToken is null ? 0 : int.Parse(pageToken, CultureInfo.InvariantCulture);
            var matching = IgnoresFilters ? Tasks : LimitsBeforeItFilters ? Tasks : Tasks.FindAll(asked.Fits);
            var rows = matching.Skip(start).Take(asked.PageSize).ToList();
            var next = start + rows.Count < matching.Count ? (start + rows.Count).ToString(CultureInfo.InvariantCulture) : null;
            if (LimitsBeforeItFilters && asked.Tags.Count > 0)
            {
                rows = rows.FindAll(asked.Fits);
                next = rows.Count == 0 ? null : next;
            }

            if (ListsNoTags)
            {
                rows = rows.ConvertAll(task => task with { Tags = new Dictionary<string, string>() });
            }

            return Task.FromResult(Distort(Pages.Count, asked, new TesTaskPage { Tasks = rows, NextPageToken = next, ServerTime = DateTimeOffset.UnixEpoch.AddDays(1) }));
        }
    }

    public override Task<TesTask> GetTaskAsync(string id, TesView? view = null, CancellationToken cancellationToken = default)
    {
        Gets++;
        return Tasks.Find(task => task.Id == id) is { } found
            ? Task.FromResult(found)
            : throw new NotFoundException(new ApiError { Platform = "TES", Method = "GET", Uri = "/tasks", Status = 404 });
    }
}
