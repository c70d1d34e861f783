using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;
using QuartzCluster.Cluster;
using QuartzCluster.Jobs;
using QuartzCluster.Orders;
using QuartzCluster.StatusPage;
using RoundTrip;
using SageTasks.Http;
using SageTasks.Samples;
using SageTasks.Synapse;

namespace QuartzCluster;

/// <summary>What the three commands do.</summary>
internal static class Commands
{
    private static readonly TimeSpan BetweenGlances = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LastJobs = TimeSpan.FromSeconds(10);

    public static Task<int> SeedAsync(Settings settings, string reads, CancellationToken cancellationToken) => EndAsync(
        async () =>
        {
            var pairs = await ReadPair.InAsync(reads, cancellationToken);
            await using var application = Build(settings);
            var study = await Study.EnsureAsync(application.Services.GetRequiredService<SynapseClient>(), settings.Project, pairs, _ => null, cancellationToken);
            Console.WriteLine($"project={study.Project} samples={pairs.Count}");
        },
        cancellationToken);

    public static Task<int> NodeAsync(Settings settings, CancellationToken cancellationToken) => EndAsync(
        async () =>
        {
            await using var application = Build(settings);
            Page.Map(application);
            await application.StartAsync(cancellationToken);
            Console.WriteLine($"Ready: node {settings.Node}, Ctrl-C ends it. Status page: {application.Urls.Single()}");
            var tables = application.Services.GetRequiredService<ClusterTables>();
            await WaitAsync(settings, tables, cancellationToken);
            await LastJobsAsync(await application.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(CancellationToken.None));
            var state = await tables.ReadAsync(CancellationToken.None);
            await application.StopAsync(CancellationToken.None);
            Console.WriteLine(ClusterTables.Summarize(state));
        },
        cancellationToken);

    public static Task<int> TriggerAsync(Settings settings, ExtractOrder order, CancellationToken cancellationToken) => EndAsync(
        async () =>
        {
            await using var application = Build(settings);
            var scheduler = await application.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
            await Manual.OrderAsync(scheduler, order, cancellationToken);
            Console.WriteLine("ordered=1");
        },
        cancellationToken);

    private static WebApplication Build(Settings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft", LogLevel.None);
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Page}");
        NodeServices.Add(builder.Services, settings);
        return builder.Build();
    }

    private static async Task WaitAsync(Settings settings, ClusterTables tables, CancellationToken cancellationToken)
    {
        try
        {
            while (!settings.UntilIdle || !(await tables.ReadAsync(cancellationToken)).IsIdle)
            {
                await Task.Delay(BetweenGlances, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C: ends the node in order.
        }
    }

    /// <summary>Begins no job any more and lets those under way end; one that takes longer is cancelled when the node stops, and handed to another node.</summary>
    private static async Task LastJobsAsync(IScheduler scheduler)
    {
        await scheduler.Standby();
        var mine = new FireInstanceQuery { SchedulerInstanceId = scheduler.SchedulerInstanceId };
        var began = scheduler.TimeProvider.GetTimestamp();
        do
        {
            await Task.Delay(BetweenGlances);
        }
        while ((await scheduler.QueryFireInstances(mine)).Items.Count > 0 && scheduler.TimeProvider.GetElapsedTime(began) < LastJobs);
    }

    private static async Task<int> EndAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ConsoleProgram.Stopped;
        }
        catch (Exception failure) when (failure is ApiException or SchedulerException or NpgsqlException or IOException or InvalidDataException or UnauthorizedAccessException
            or ArgumentException or UriFormatException or FormatException)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return ConsoleProgram.Failed;
        }
    }
}
