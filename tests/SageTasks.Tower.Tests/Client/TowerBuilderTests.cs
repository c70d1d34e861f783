using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;

namespace SageTasks.Tower.Tests.Client;

public sealed class TowerBuilderTests
{
    [Fact]
    public void One_call_adds_client_and_guard_side()
    {
        using var services = new ServiceCollection().AddSageTasks().AddTower(options => options.Token = "t").Services.BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<TowerClient>());
        Assert.Same(services.GetRequiredService<TowerRuns>(), services.GetRequiredService<IRunPlatform<TowerLaunch>>());
    }

    [Fact]
    public void Several_servers_are_told_apart_by_their_names()
    {
        using var services = new ServiceCollection().AddSageTasks()
            .AddTower("cloud", options => options.Token = "t")
            .AddTower("own", options => (options.Token, options.Endpoint) = ("t", new Uri("https://tower.example.org/api")))
            .Services.BuildServiceProvider();

        Assert.Equal(TowerClientOptions.CloudEndpoint, services.GetRequiredKeyedService<TowerClient>("cloud").Endpoint);
        Assert.Equal("tower.example.org", services.GetRequiredKeyedService<TowerClient>("own").Endpoint.Host);
        Assert.NotNull(services.GetRequiredKeyedService<IRunPlatform<TowerLaunch>>("own"));
    }
}
