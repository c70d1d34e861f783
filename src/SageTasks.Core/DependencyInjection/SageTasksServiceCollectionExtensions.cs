using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SageTasks;

/// <summary>Begins the registration of SageTasks.</summary>
public static class SageTasksServiceCollectionExtensions
{
    /// <summary>Begins the registration of SageTasks; may be called more than once.</summary>
    public static ISageTasksBuilder AddSageTasks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        return new SageTasksBuilder(services);
    }

    private sealed record SageTasksBuilder(IServiceCollection Services) : ISageTasksBuilder;
}
