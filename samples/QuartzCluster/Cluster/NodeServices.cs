using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using QuartzCluster.Jobs;
using QuartzCluster.Orders;
using SageTasks.Ledger.PostgreSql;
using SageTasks.Runs;
using SageTasks.Samples;

namespace QuartzCluster.Cluster;

/// <summary>What a node is made of: a member of the cluster, and the clients and the guard that its jobs work with.</summary>
internal static class NodeServices
{
    private const int JobsAtOnce = 4;

    public static void Add(IServiceCollection services, Settings settings)
    {
        var tower = TowerPlatform.Reach(new RealService(null));
        services.AddSingleton(settings);
        services.AddSingleton(tower);
        services.AddSingleton(SynapsePlatform.Reach(new RealService(AddressIn("SYNAPSE_ENDPOINT"))).Client);
        services.AddSingleton(NpgsqlDataSource.Create(settings.Database));
        services.AddSingleton(provider => new PostgreSqlLedger(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton(provider => new SubmissionGuard(tower.Guarding, provider.GetRequiredService<PostgreSqlLedger>()));
        services.AddSingleton<ClusterTables>();
        services.AddQuartz(quartz => Configure(quartz, settings));
        services.Configure<ExecutionHistoryOptions>(Keep);
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    private static void Configure(IQuartzBuilder quartz, Settings settings)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = ClusterTables.Scheduler;
            scheduler.InstanceId = settings.Node;
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
        });
        quartz.UseDefaultThreadPool(JobsAtOnce);
        quartz.AddJobMiddleware<FinalFailures>();
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, settings.Database);
            store.ProvisionSchema();
            store.UseExecutionHistory();
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = settings.CheckIn;
                cluster.CheckinMisfireThreshold = settings.CheckIn;
            });
            store.ConfigureStore(options => options.RecoverFiringsCancelledByShutdown = true);
        });
        Add<ExtractJob>(quartz);
        Add<LaunchJob>(quartz);
        Add<WatchJob>(quartz);
        Add<LoadJob>(quartz);
        quartz.AddTrigger<ExtractJob>(trigger => trigger
            .ForJob(Steps.KeyOf<ExtractJob>())
            .WithIdentity("all samples", "cron")
            .UsingInput(new ExtractOrder([], null))
            .WithCronSchedule(settings.Cron));
    }

    // Looks at runs that go on are many and say little: without an age of their own they would push out what launched and what failed.
    private static void Keep(ExecutionHistoryOptions history)
    {
        history.Retention = TimeSpan.FromDays(30);
        history.RetentionByResult[JobRunResult.Skipped] = TimeSpan.FromMinutes(10);
        history.MaxEntriesPerScheduler = 20_000;
    }

    private static void Add<TJob>(IQuartzBuilder quartz)
        where TJob : class, IJob => quartz.AddJob<TJob>(job => job.WithIdentity(Steps.KeyOf<TJob>()).StoreDurably().RequestRecovery());

    private static Uri? AddressIn(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? new Uri(text) : null;
}
