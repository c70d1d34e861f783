using System.Text.Json.Nodes;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Cavatica.Tests.Guard;

/// <summary>Outages of Cavatica.</summary>
public sealed class OutageTests : OutageSuite<TaskRequest>
{
    protected override IOutageServer<TaskRequest> CreateServer() => new Server(Time);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Old_work_that_still_runs_is_not_hidden_while_lists_are_empty(int recent)
    {
        for (var start = 2; start <= 9; start++)
        {
            for (var length = 1; length <= 12; length++)
            {
                var tasks = new ListedTasks(Time);
                var key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
                var mark = TaskMarks.Put(new Server(Time).Request, new SubmissionTag { Key = key, Attempt = 1 });
                tasks.Add(mark, CavaticaTaskStatus.Running, TimeSpan.FromDays(3));
                tasks.AddPast(recent);
                var (first, end, until) = (start, start + length, Time.GetUtcNow() + TimeSpan.FromSeconds(1));
                tasks.Distort = (number, _, page) => number >= first && number < end && (recent > 0 || Time.GetUtcNow() < until)
                    ? new CavaticaPage<CavaticaTask> { Total = 0, ServerTime = page.ServerTime }
                    : page;
                var runs = new CavaticaRuns(tasks, new CavaticaRunsOptions { Project = "ann/p", LookBack = TimeSpan.FromDays(1) }, Time);

                var found = await runs.FindAsync([key]);

                Assert.False(found.Outcome == RunLookupOutcome.AbsentComplete, $"an outage from request {start} on of {length} requests hid the task");
            }
        }
    }

    private sealed class Server(TimeProvider clock) : IOutageServer<TaskRequest>
    {
        private readonly ListedTasks _tasks = new(clock);

        public int Count => _tasks.Tasks.Count;

        public TaskRequest Request { get; } = new() { Project = "ann/p", App = "ann/p/wf/0", Name = "wf", Inputs = new JsonObject { ["reads"] = "S1" } };

        public IRunPlatform<TaskRequest> Connect(TimeProvider time) =>
            new CavaticaRuns(_tasks, new CavaticaRunsOptions { Project = "ann/p", SettleTime = TimeSpan.FromSeconds(1), CheckInputs = false }, time);

        public void AddHistory() => _tasks.AddPast(250);

        public string Add(SubmissionKey key) => _tasks.Add(TaskMarks.Put(Request, new SubmissionTag { Key = key, Attempt = 1 }), CavaticaTaskStatus.Running).Id;

        public void Strike(Func<int, bool, bool> isStruck)
        {
            _tasks.Pages = 0;
            _tasks.Distort = (number, query, page) =>
                isStruck(number, query.CreatedFrom is not null) ? new CavaticaPage<CavaticaTask> { Total = 0, ServerTime = page.ServerTime } : page;
        }
    }
}
