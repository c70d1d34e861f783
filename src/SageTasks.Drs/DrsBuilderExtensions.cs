using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SageTasks.Drs;
using SageTasks.Storage;

namespace SageTasks;

/// <summary>Adds GA4GH DRS to an application.</summary>
public static class DrsBuilderExtensions
{
    /// <summary>Registers <see cref="DrsServers"/> and <see cref="DrsBundles"/>. <see cref="DrsStore"/> joins the stores of <c>drs://</c> locations in
    /// <see cref="ObjectStores"/>, and reads addresses in clouds with the others there.</summary>
    public static ISageTasksBuilder AddDrs(this ISageTasksBuilder builder, Action<DrsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(static provider => new DrsBundles(provider.GetRequiredService<DrsServers>()));
        builder.Services.TryAddSingleton(static provider => new DrsStore(provider.GetRequiredService<DrsServers>(), provider.GetRequiredService<ObjectStores>));
        builder.AddStore(static provider => provider.GetRequiredService<DrsStore>());
        return builder.AddClient<DrsServers, DrsOptions>(
            null, configure, static (options, loggers, time) => new DrsServers(options, loggers, time), static options => options.Validate());
    }
}
