using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Guard;

/// <summary>Outages of a WES server.</summary>
public sealed class OutageTests : OutageSuite<WesRunRequest>
{
    protected override IOutageServer<WesRunRequest> CreateServer() => new Server();

    private sealed class Server : IOutageServer<WesRunRequest>
    {
        private readonly ListedRuns _runs = new();

        public int Count => _runs.Runs.Count;

        public WesRunRequest Request { get; } = new() { WorkflowUrl = "https://example.org/a.cwl", WorkflowType = "CWL", WorkflowTypeVersion = "v1.2" };

        public IRunPlatform<WesRunRequest> Connect(TimeProvider time) =>
            new WesRuns(_runs, new WesRunsOptions { SettleTime = TimeSpan.FromSeconds(1) }, time);

        public void AddHistory()
        {
            for (var count = 0; count < 250; count++)
            {
                _runs.Add(("past", $"p{count}"));
            }
        }

        public string Add(SubmissionKey key) => _runs.Add((RunTags.Key, key.Value));

        public void Strike(Func<int, bool, bool> isStruck)
        {
            _runs.Pages.Clear();
            _runs.Distort = (number, isSearch, page) => isStruck(number, isSearch) ? new WesRunPage { Runs = [] } : page;
        }
    }
}
