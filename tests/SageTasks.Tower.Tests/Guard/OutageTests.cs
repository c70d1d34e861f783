using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Guard;

/// <summary>Outages of Tower.</summary>
public sealed class OutageTests : OutageSuite<TowerLaunch>
{
    protected override IOutageServer<TowerLaunch> CreateServer() => new Server();

    private sealed class Server : IOutageServer<TowerLaunch>
    {
        private const string Repository = "https://github.com/sage/suite";

        private readonly ListedRuns _runs = new();

        public int Count => _runs.Runs.Count;

        public TowerLaunch Request { get; } = new()
        {
            Pipeline = Repository,
            Resolved = new LaunchTarget { Service = "tower:api.cloud.seqera.io/workspaces/1", Repository = Repository, ComputeEnvId = "ce1", RunNamePrefix = "suite" },
        };

        public IRunPlatform<TowerLaunch> Connect(TimeProvider time) =>
            new TowerRuns(_runs, new TowerRunsOptions { SettleTime = TimeSpan.FromSeconds(1), VisibleHistory = null }, time);

        public void AddHistory() => _runs.AddMany(1_200);

        public string Add(SubmissionKey key)
        {
            // The newest page is read in any case.
            var id = _runs.Add($"suite-{key}-2a2b2c2d");
            _runs.AddMany(150);
            return id;
        }

        public void Strike(Func<int, bool, bool> isStruck)
        {
            _runs.Pages.Clear();
            _runs.Distort = (number, search, page) => isStruck(number, search is not null) ? ListedRuns.Empty : page;
        }
    }
}
