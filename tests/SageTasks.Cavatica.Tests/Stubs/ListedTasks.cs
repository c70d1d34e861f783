using SageTasks.Http;

namespace SageTasks.Cavatica.Tests.Stubs;

/// <summary>A server's list of tasks, the oldest first, that a test can empty.</summary>
internal sealed class ListedTasks(TimeProvider clock) : CavaticaClient
{
    private const int PageSize = 100;

    public List<CavaticaTask> Tasks { get; } = [];

    /// <summary>Changes each answer, given the number of the request, its query and the honest page.</summary>
    public Func<int, TaskQuery, CavaticaPage<CavaticaTask>, CavaticaPage<CavaticaTask>> Distort { get; set; } = (_, _, page) => page;

    /// <summary>How many pages were asked for.</summary>
    public int Pages { get; set; }

    public CavaticaTask Add(TaskRequest request, CavaticaTaskStatus status, TimeSpan ago = default)
    {
        var task = new CavaticaTask
        {
            Id = $"task{Tasks.Count}",
            Name = request.Name,
            Description = request.Description,
            Status = status,
            Project = request.Project,
            App = request.App,
            Inputs = request.Inputs,
            CreatedTime = clock.GetUtcNow() - ago,
        };
        Tasks.Add(task);
        return task;
    }

    public void AddPast(int count)
    {
        for (var left = count; left > 0; left--)
        {
            Add(new TaskRequest { Project = "ann/p", App = "ann/p/wf/0", Name = "past" }, CavaticaTaskStatus.Completed, TimeSpan.FromHours(1 + left));
        }
    }

    public override Task<App> GetAppAsync(string appId, int? revision = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new App { Id = appId, Name = "wf", Revision = 0 });

    public override Task<CavaticaTask> CreateTaskAsync(TaskRequest task, bool run = false, CancellationToken cancellationToken = default) =>
        Task.FromResult(Add(task, run ? CavaticaTaskStatus.Running : CavaticaTaskStatus.Draft));

    public override Task<CavaticaTask> RunTaskAsync(
        string taskId, bool? batch = null, bool? useInterruptibleInstances = null, CancellationToken cancellationToken = default)
    {
        var place = Tasks.FindIndex(task => task.Id == taskId);
        return Task.FromResult(Tasks[place] = Tasks[place] with { Status = CavaticaTaskStatus.Running });
    }

    public override Task<CavaticaTask> GetTaskAsync(string taskId, CancellationToken cancellationToken = default) => Tasks.Find(task => task.Id == taskId) is { } found
        ? Task.FromResult(found)
        : throw new NotFoundException(new ApiError { Platform = "Cavatica", Method = "GET", Uri = "/tasks", Status = 404 });

    public override async Task<IReadOnlyList<BulkResult<CavaticaTask>>> GetTasksAsync(
        IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default) =>
        [.. (await Task.WhenAll(taskIds.Select(id => GetTaskAsync(id, cancellationToken)))).Select(task => new BulkResult<CavaticaTask> { Resource = task })];

    public override Task<CavaticaPage<CavaticaTask>> ListTasksPageAsync(TaskQuery query, long offset = 0, CancellationToken cancellationToken = default)
    {
        var matching = Tasks.FindAll(task => !(task.CreatedTime < query.CreatedFrom) && !(task.CreatedTime > query.CreatedTo) && (query.Status is null || task.Status == query.Status));
        return Task.FromResult(Distort(++Pages, query, new CavaticaPage<CavaticaTask>
        {
            Items = [.. matching.Skip((int)offset).Take(PageSize)],
            Total = matching.Count,
            ServerTime = clock.GetUtcNow(),
        }));
    }
}
