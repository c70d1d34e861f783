using Microsoft.Extensions.DependencyInjection;

namespace SageTasks;

/// <summary>Where the platform packages add their clients: <c>services.AddSageTasks().AddTower(…)</c>.</summary>
public interface ISageTasksBuilder
{
    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }
}
