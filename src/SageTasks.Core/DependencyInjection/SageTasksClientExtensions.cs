using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SageTasks;

/// <summary>How a platform package registers its client in a few lines.</summary>
public static class SageTasksClientExtensions
{
    /// <summary>Registers a client as a singleton with options that are validated when the host starts and when the client is made.</summary>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <typeparam name="TOptions">Its options.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Null for the one unnamed client. Otherwise options and client bear this name, and the client is a keyed service.</param>
    /// <param name="configure">Sets the options; null leaves their defaults.</param>
    /// <param name="create">Makes the client from options, loggers and clock.</param>
    /// <param name="validate">What is wrong with the options, one line each; empty when nothing is.</param>
    public static ISageTasksBuilder AddClient<TClient, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this ISageTasksBuilder builder,
        string? name,
        Action<TOptions>? configure,
        Func<TOptions, ILoggerFactory?, TimeProvider, TClient> create,
        Func<TOptions, IEnumerable<string>> validate)
        where TClient : class
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(validate);
        var services = builder.Services;
        services.AddOptions<TOptions>(name ?? Options.DefaultName).Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(new ClientOptionsValidator<TOptions>(name ?? Options.DefaultName, validate));
        if (name is null)
        {
            services.AddSingleton(provider => Create(provider, Options.DefaultName, create));
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => Create(provider, name, create));
        }

        return builder;
    }

    private static TClient Create<TClient, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceProvider provider,
        string name,
        Func<TOptions, ILoggerFactory?, TimeProvider, TClient> create)
        where TOptions : class
    {
        var options = provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);
        return create(options, provider.GetService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>());
    }
}
