using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SageTasks.Tests;

public class ClientRegistrationTests
{
    private sealed class Client(string place)
    {
        public string Place { get; } = place;
    }

    private sealed class Settings
    {
        public string? Place { get; set; }
    }

    [Fact]
    public void named_clients_have_options_of_their_own()
    {
        using var services = Build("one", "two");

        Assert.Equal("one", services.GetRequiredService<Client>().Place);
        Assert.Equal("two", services.GetRequiredKeyedService<Client>("second").Place);
    }

    [Fact]
    public void wrong_options_fail_at_start_and_when_the_client_is_asked_for()
    {
        using var services = Build("one", null);

        var atStart = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        var atUse = Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<Client>("second"));

        Assert.Equal("Place is missing.", Assert.Single(atStart.Failures));
        Assert.Equal("Place is missing.", Assert.Single(atUse.Failures));
    }

    private static ServiceProvider Build(string? first, string? second)
    {
        var services = new ServiceCollection();
        Add(services.AddSageTasks(), null, first);
        Add(services.AddSageTasks(), "second", second);
        return services.BuildServiceProvider();
    }

    private static void Add(ISageTasksBuilder builder, string? name, string? place) => builder.AddClient<Client, Settings>(
        name,
        settings => settings.Place = place,
        (settings, _, _) => new Client(settings.Place!),
        settings => settings.Place is null ? ["Place is missing."] : []);
}
