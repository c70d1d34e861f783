using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;

namespace SageTasks.Tes.Tests.Client;

public sealed class TesBuilderTests
{
    [Fact]
    public void One_call_adds_client_and_guard_side()
    {
        using var services = new ServiceCollection().AddSageTasks().AddTes(options => options.Endpoint = new Uri("https://tes.example.org")).Services.BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<TesClient>());
        Assert.Same(services.GetRequiredService<TesRuns>(), services.GetRequiredService<IRunPlatform<TesTask>>());
    }

    [Fact]
    public void Several_servers_are_told_apart_by_their_names()
    {
        using var services = new ServiceCollection().AddSageTasks()
            .AddTes("funnel", options => options.Endpoint = new Uri("https://funnel.example.org"))
            .AddTes("azure", options => options.Endpoint = new Uri("https://azure.example.org/v1"))
            .Services.BuildServiceProvider();

        Assert.Equal("funnel.example.org", services.GetRequiredKeyedService<TesClient>("funnel").Endpoint.Host);
        Assert.Equal("/v1", services.GetRequiredKeyedService<TesClient>("azure").Endpoint.AbsolutePath);
        Assert.NotNull(services.GetRequiredKeyedService<IRunPlatform<TesTask>>("azure"));
    }
}
