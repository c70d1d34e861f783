using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;
using SageTasks.Tes;

namespace SageTasks;

/// <summary>Adds TES to an application: <c>services.AddSageTasks().AddTes(options => …)</c>.</summary>
public static class TesBuilderExtensions
{
    /// <summary>Adds <see cref="TesClient"/>, <see cref="TesRuns"/> and <see cref="IRunPlatform{TRequest}"/> of <see cref="TesTask"/> as singletons.
    /// The options are validated when the host starts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null takes everything from the environment.</param>
    public static ISageTasksBuilder AddTes(this ISageTasksBuilder builder, Action<TesClientOptions>? configure = null)
    {
        AddClient(builder, name: null, configure);
        builder.Services.AddSingleton(provider => new TesRuns(provider.GetRequiredService<TesClient>(), timeProvider: provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IRunPlatform<TesTask>>(provider => provider.GetRequiredService<TesRuns>());
        return builder;
    }

    /// <summary>The same for one of several servers, as keyed services of this name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the options and the key of the services.</param>
    /// <param name="configure">Sets the options.</param>
    public static ISageTasksBuilder AddTes(this ISageTasksBuilder builder, string name, Action<TesClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddClient(builder, name, configure);
        builder.Services.AddKeyedSingleton(
            name,
            (provider, key) => new TesRuns(provider.GetRequiredKeyedService<TesClient>(key), timeProvider: provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddKeyedSingleton<IRunPlatform<TesTask>>(name, (provider, key) => provider.GetRequiredKeyedService<TesRuns>(key));
        return builder;
    }

    private static void AddClient(ISageTasksBuilder builder, string? name, Action<TesClientOptions>? configure) =>
        builder.AddClient<TesClient, TesClientOptions>(
            name,
            configure ?? (static _ => { }),
            static (options, loggers, time) => new TesClient(options, loggers, time),
            TesSettings.Failures);
}
