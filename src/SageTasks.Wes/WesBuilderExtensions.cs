using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;
using SageTasks.Wes;

namespace SageTasks;

/// <summary>Adds a WES server to an application: <c>services.AddSageTasks().AddWes(options => …)</c>.</summary>
public static class WesBuilderExtensions
{
    /// <summary>Adds <see cref="WesClient"/>, <see cref="WesRuns"/> and <see cref="IRunPlatform{TRequest}"/> of <see cref="WesRunRequest"/> as singletons.
    /// The options are validated when the host starts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null takes everything from the environment.</param>
    public static ISageTasksBuilder AddWes(this ISageTasksBuilder builder, Action<WesClientOptions>? configure = null)
    {
        AddClient(builder, name: null, configure);
        builder.Services.AddSingleton(provider => new WesRuns(provider.GetRequiredService<WesClient>(), timeProvider: provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IRunPlatform<WesRunRequest>>(provider => provider.GetRequiredService<WesRuns>());
        return builder;
    }

    /// <summary>The same for one of several servers, as keyed services of this name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the options and the key of the services.</param>
    /// <param name="configure">Sets the options.</param>
    public static ISageTasksBuilder AddWes(this ISageTasksBuilder builder, string name, Action<WesClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddClient(builder, name, configure);
        builder.Services.AddKeyedSingleton(
            name,
            (provider, key) => new WesRuns(provider.GetRequiredKeyedService<WesClient>(key), timeProvider: provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddKeyedSingleton<IRunPlatform<WesRunRequest>>(name, (provider, key) => provider.GetRequiredKeyedService<WesRuns>(key));
        return builder;
    }

    private static void AddClient(ISageTasksBuilder builder, string? name, Action<WesClientOptions>? configure) =>
        builder.AddClient<WesClient, WesClientOptions>(
            name,
            configure ?? (static _ => { }),
            static (options, loggers, time) => new WesClient(options, loggers, time),
            WesSettings.Failures);
}
