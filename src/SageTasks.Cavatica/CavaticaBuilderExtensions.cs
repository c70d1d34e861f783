using Microsoft.Extensions.DependencyInjection;
using SageTasks.Cavatica;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks;

/// <summary>Adds Cavatica to an application: <c>services.AddSageTasks().AddCavatica(options => …)</c>.</summary>
public static class CavaticaBuilderExtensions
{
    /// <summary>Adds <see cref="CavaticaClient"/>, <see cref="CavaticaRuns"/> and <see cref="IRunPlatform{TRequest}"/> of <see cref="TaskRequest"/> as
    /// singletons; <see cref="CavaticaStore"/> joins the stores of <c>sbg://</c> locations in <see cref="ObjectStores"/>. The options are validated when
    /// the host starts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null takes everything from the environment and the credentials file.</param>
    /// <param name="runs">Where the guard looks; null for every project that the token sees.</param>
    public static ISageTasksBuilder AddCavatica(this ISageTasksBuilder builder, Action<CavaticaClientOptions>? configure = null, CavaticaRunsOptions? runs = null)
    {
        AddClient(builder, name: null, configure);
        builder.Services.AddSingleton(provider => new CavaticaRuns(provider.GetRequiredService<CavaticaClient>(), runs, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IRunPlatform<TaskRequest>>(provider => provider.GetRequiredService<CavaticaRuns>());
        builder.Services.AddSingleton(provider => new CavaticaStore(provider.GetRequiredService<CavaticaClient>()));
        return builder.AddStore(static provider => provider.GetRequiredService<CavaticaStore>());
    }

    /// <summary>The same for one of several platforms or projects, as keyed services of this name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the options and the key of the services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="runs">Where the guard looks; null for every project that the token sees.</param>
    public static ISageTasksBuilder AddCavatica(
        this ISageTasksBuilder builder, string name, Action<CavaticaClientOptions> configure, CavaticaRunsOptions? runs = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddClient(builder, name, configure);
        builder.Services.AddKeyedSingleton(
            name, (provider, key) => new CavaticaRuns(provider.GetRequiredKeyedService<CavaticaClient>(key), runs, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddKeyedSingleton<IRunPlatform<TaskRequest>>(name, (provider, key) => provider.GetRequiredKeyedService<CavaticaRuns>(key));
        return builder;
    }

    private static void AddClient(ISageTasksBuilder builder, string? name, Action<CavaticaClientOptions>? configure) =>
        builder.AddClient<CavaticaClient, CavaticaClientOptions>(
            name,
            configure ?? (static _ => { }),
            static (options, loggers, time) => new CavaticaClient(options, loggers, time),
            CavaticaSettings.Failures);
}
