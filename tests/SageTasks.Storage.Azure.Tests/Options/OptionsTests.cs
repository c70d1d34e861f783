using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>Options that cannot work say what to do, and never show a secret.</summary>
public sealed class OptionsTests
{
    private const string Key = "c2VjcmV0LWtleQ==";
    private const string Sas = "?sv=2023-08-03&sp=r&sig=c2VjcmV0LXNpZ25hdHVyZQ%3D%3D";

    public static TheoryData<string, AzureBlobOptions> Wrong => new()
    {
        { "Which account?", new AzureBlobOptions() },
        { "3 to 24 lower-case", new AzureBlobOptions { AccountName = "My_Account" } },
        { "whole address", new AzureBlobOptions { Endpoint = new Uri("/relative", UriKind.Relative) } },
        { "plain http to another machine", new AzureBlobOptions { Endpoint = new Uri("http://blobs.example.org"), AccountKey = Key } },
        { "no user, query or fragment", new AzureBlobOptions { Endpoint = new Uri($"https://account.blob.core.windows.net/{Sas}") } },
        { "over https only", new AzureBlobOptions { Endpoint = new Uri("http://127.0.0.1:10000/account") } },
        { "read as an account only behind an IP address", new AzureBlobOptions { Endpoint = new Uri("http://localhost:12345/account"), AccountKey = Key } },
        { "not an account key", new AzureBlobOptions { AccountName = "account", AccountKey = "my secret key!" } },
        { "not a shared access signature", new AzureBlobOptions { AccountName = "account", SasToken = "my secret token" } },
        { "contradict", new AzureBlobOptions { AccountName = "account", AccountKey = Key, SasToken = Sas } },
        { "contradict", new AzureBlobOptions { AccountName = "account", Anonymous = true, Credential = new AzureCliCredential() } },
        { "not one of a storage account", new AzureBlobOptions { ConnectionString = "AccountName=account;AccountKey=my secret key!" } },
        { "set nothing else", new AzureBlobOptions { ConnectionString = Connection("https"), AccountName = "account" } },
        { "plain http to another machine", new AzureBlobOptions { ConnectionString = Connection("http") } },
        { "MaxRetries", new AzureBlobOptions { AccountName = "account", MaxRetries = -1 } },
        { "StallTimeout", new AzureBlobOptions { AccountName = "account", StallTimeout = TimeSpan.Zero } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_work_is_refused(string expected, AzureBlobOptions options)
    {
        var problem = Assert.Single(AzureAccount.Of(options, static _ => null).Problems());

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", problem, StringComparison.Ordinal);
    }

    public static TheoryData<AzureBlobOptions> Right =>
    [
        new AzureBlobOptions { AccountName = "account" },
        new AzureBlobOptions { AccountName = "account", SasToken = Sas },
        new AzureBlobOptions { AccountName = "account", Anonymous = true },
        new AzureBlobOptions { Endpoint = new Uri("https://blobs.example.org"), AccountName = "account", AccountKey = Key },
        new AzureBlobOptions { Endpoint = new Uri("http://127.0.0.1:10000/devstoreaccount1"), AccountKey = Key },
        new AzureBlobOptions { Endpoint = new Uri("http://blobs.example.org"), Anonymous = true, AllowInsecureHttp = true },
        new AzureBlobOptions { ConnectionString = "UseDevelopmentStorage=true" },
        new AzureBlobOptions { ConnectionString = Connection("https") },
        new AzureBlobOptions { ConnectionString = $"BlobEndpoint=https://account.blob.core.windows.net;SharedAccessSignature={Sas[1..]}" },
    ];

    [Theory]
    [MemberData(nameof(Right))]
    public void What_can_work_makes_a_store(AzureBlobOptions options)
    {
        Assert.Empty(AzureAccount.Of(options, static _ => null).Problems());
        Assert.Equal([LocationScheme.Az], new AzureBlobStore(options).Schemes);
    }

    [Theory]
    [InlineData("https://account.blob.core.windows.net", ConditionSupport.Honoured)]
    [InlineData("https://account.z12.blob.storage.azure.net", ConditionSupport.Honoured)]
    [InlineData("https://account.blob.core.windows.net.example.org", ConditionSupport.Unproven)]
    [InlineData("https://127.0.0.1:10000/devstoreaccount1", ConditionSupport.Unproven)]
    public void Conditions_are_believed_of_Azure_alone(string endpoint, ConditionSupport expected)
    {
        var can = new AzureBlobStore(new AzureBlobOptions { Endpoint = new Uri(endpoint) }).Capabilities;

        Assert.Equal((expected, expected, expected), (can.ConditionalCreate, can.ConditionalOverwrite, can.ConditionalComplete));
    }

    [Fact]
    public void The_environment_is_asked_as_Azures_own_tools_do()
    {
        var account = From(("AZURE_STORAGE_ACCOUNT", "account"), ("AZURE_STORAGE_KEY", Key), ("AZURE_STORAGE_SAS_TOKEN", Sas));
        Assert.Equal(("https://account.blob.core.windows.net/", Key, null), (account.Endpoint!.AbsoluteUri, account.Key, account.Sas));
        Assert.Equal(Sas[1..], From(("AZURE_STORAGE_ACCOUNT", "account"), ("AZURE_STORAGE_SAS_TOKEN", Sas)).Sas);
        Assert.Equal("x", From(("AZURE_STORAGE_ACCOUNT", "account"), ("AZURE_STORAGE_CONNECTION_STRING", "x")).ConnectionString);
        Assert.Null(From(("AZURE_STORAGE_ACCOUNT", "account"), ("AZURE_STORAGE_KEY", "")).Key);
    }

    [Fact]
    public void A_secret_of_the_environment_goes_to_no_other_account()
    {
        (string, string)[] variables = [("AZURE_STORAGE_ACCOUNT", "account"), ("AZURE_STORAGE_KEY", Key), ("AZURE_STORAGE_CONNECTION_STRING", "x")];

        Assert.Null(From(new AzureBlobOptions { AccountName = "another" }, variables).Key);
        Assert.Null(From(new AzureBlobOptions { Endpoint = new Uri("https://another.blob.core.windows.net") }, variables).Key);
        Assert.Null(From(new AzureBlobOptions { AccountName = "another" }, variables).ConnectionString);
        Assert.Null(From(new AzureBlobOptions { AccountName = "account", Anonymous = true }, variables).Key);
        Assert.Equal(Key, From(new AzureBlobOptions { Endpoint = new Uri("https://account.blob.core.windows.net") }, variables).Key);
        Assert.Equal(Key, From(new AzureBlobOptions { AccountName = "another" }, ("AZURE_STORAGE_KEY", Key)).Key);
    }

    [Fact]
    public void An_application_gets_its_stores_by_name_and_by_container()
    {
        var services = new ServiceCollection();
        services.AddSageTasks()
            .AddAzureBlobs(options => options.AccountName = "account")
            .AddAzureBlobs("lab", options => options.Endpoint = new Uri("https://lab.blob.core.windows.net"), "lab-data");
        using var provider = services.BuildServiceProvider();

        var stores = provider.GetRequiredService<ObjectStores>();

        Assert.Same(provider.GetRequiredService<AzureBlobStore>(), stores.StoreOf(Location.Parse("az://container/blob")));
        Assert.Same(provider.GetRequiredKeyedService<AzureBlobStore>("lab"), stores.StoreOf(Location.Parse("az://lab-data/blob")));
    }

    [Fact]
    public void A_wrong_option_fails_where_the_store_is_made() =>
        Assert.Throws<OptionsValidationException>(() => new AzureBlobStore(new AzureBlobOptions { AccountName = "My_Account" }));

    private static string Connection(string scheme) =>
        $"DefaultEndpointsProtocol={scheme};AccountName=account;AccountKey={Key};EndpointSuffix=core.windows.net";

    private static AzureAccount From(params (string Name, string Value)[] variables) => From(new AzureBlobOptions(), variables);

    private static AzureAccount From(AzureBlobOptions options, params (string Name, string Value)[] variables)
    {
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return AzureAccount.Of(options, environment.GetValueOrDefault);
    }
}
