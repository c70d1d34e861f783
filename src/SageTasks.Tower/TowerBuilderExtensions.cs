using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;
using SageTasks.Tower;

namespace SageTasks;

/// <summary>Adds Tower to an application: <c>services.AddSageTasks().AddTower(options => …)</c>.</summary>
public static class TowerBuilderExtensions
{
    /// <summary>Adds <see cref="TowerClient"/>, <see cref="TowerRuns"/> and <see cref="IRunPlatform{TRequest}"/> of <see cref="TowerLaunch"/> as singletons.
    /// The options are validated when the host starts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null takes everything from the environment.</param>
    public static ISageTasksBuilder AddTower(this ISageTasksBuilder builder, Action<TowerClientOptions>? configure = null)
    {
        AddClient(builder, name: null, configure);
        builder.Services.AddSingleton(provider => new TowerRuns(provider.GetRequiredService<TowerClient>(), timeProvider: provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IRunPlatform<TowerLaunch>>(provider => provider.GetRequiredService<TowerRuns>());
        return builder;
    }

    /// <summary>The same for one of several servers or workspaces, as keyed services of this name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the options and the key of the services.</param>
    /// <param name="configure">Sets the options.</param>
    public static ISageTasksBuilder AddTower(this ISageTasksBuilder builder, string name, Action<TowerClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddClient(builder, name, configure);
        builder.Services.AddKeyedSingleton(
            name,
            (provider, key) => new TowerRuns(provider.GetRequiredKeyedService<TowerClient>(key), timeProvider: provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddKeyedSingleton<IRunPlatform<TowerLaunch>>(name, (provider, key) => provider.GetRequiredKeyedService<TowerRuns>(key));
        return builder;
    }

    private static void AddClient(ISageTasksBuilder builder, string? name, Action<TowerClientOptions>? configure) =>
        builder.AddClient<TowerClient, TowerClientOptions>(
            name,
            configure ?? (static _ => { }),
            static (options, loggers, time) => new TowerClient(options, loggers, time),
            TowerSettings.Failures);
}
