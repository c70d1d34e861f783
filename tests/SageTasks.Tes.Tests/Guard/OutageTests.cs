using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Guard;

/// <summary>Outages of a TES server.</summary>
public sealed class OutageTests : OutageSuite<TesTask>
{
    protected override IOutageServer<TesTask> CreateServer() => new Server();

    private sealed class Server : IOutageServer<TesTask>
    {
        private readonly ListedTasks _tasks = new();

        public int Count => _tasks.Tasks.Count;

        public TesTask Request => Samples.Task;

        public IRunPlatform<TesTask> Connect(TimeProvider time) =>
            new TesRuns(_tasks, new TesRunsOptions { SettleTime = TimeSpan.FromSeconds(1), PageSize = 100 }, time);

        public void AddHistory() => _tasks.AddMany(250);

        public string Add(SubmissionKey key) => _tasks.Add(key.Value);

        public void Strike(Func<int, bool, bool> isStruck)
        {
            _tasks.Pages.Clear();
            _tasks.Distort = (number, query, page) => isStruck(number, query.Tags.Count > 0) ? new TesTaskPage() : page;
        }
    }
}
