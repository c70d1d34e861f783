using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SageTasks.Storage.S3.Tests;

public sealed class S3OptionsTests
{
    [Theory]
    [InlineData("http://s3.example.org", "plain http to another machine")]
    [InlineData("ftp://s3.example.org", "must begin with https://")]
    [InlineData("https://key:secret@s3.example.org", "no user")]
    public void An_endpoint_that_would_not_do_is_refused(string endpoint, string words)
    {
        var error = Assert.Throws<OptionsValidationException>(() => new S3Store(new S3Options { Endpoint = new Uri(endpoint), Anonymous = true }));

        Assert.Contains(words, error.Message);
        Assert.DoesNotContain("secret@", error.Message);
    }

    [Fact]
    public void Plain_http_to_other_machines_can_be_allowed()
    {
        using var store = new S3Store(new S3Options { Endpoint = new Uri("http://s3.example.org"), Anonymous = true, AllowInsecureHttp = true });
        using var local = new S3Store(new S3Options { Endpoint = new Uri("http://127.0.0.1:9000"), Anonymous = true });

        Assert.Equal(ConditionSupport.Unproven, store.Capabilities.ConditionalCreate);
    }

    [Theory]
    [InlineData("AccessKey and SecretKey go together", "AKID", null, null, null, false)]
    [InlineData("AccessKey and SecretKey go together", null, "secret", null, null, false)]
    [InlineData("SessionToken belongs to an AccessKey", null, null, "token", null, false)]
    [InlineData("Set one of", "AKID", "secret", null, "lab", false)]
    [InlineData("Set one of", "AKID", "secret", null, null, true)]
    [InlineData("Set one of", null, null, null, "lab", true)]
    public void Contradicting_credentials_are_refused(string words, string? key, string? secret, string? token, string? profile, bool anonymous)
    {
        var options = new S3Options { Region = "eu-west-1", AccessKey = key, SecretKey = secret, SessionToken = token, Profile = profile, Anonymous = anonymous };

        var error = Assert.Throws<OptionsValidationException>(() => new S3Store(options));

        Assert.Contains(words, error.Message);
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused()
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => new S3Store(new S3Options { Region = "eu-west-1", MaxRetries = -1, StallTimeout = TimeSpan.Zero }));

        Assert.Equal(2, error.Failures.Count());
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_named()
    {
        using var store = new S3Store(new S3Options { Profile = "no-such-profile", Region = "eu-west-1" });

        var error = await Assert.ThrowsAsync<Http.AccessDeniedException>(() => store.StatAsync(Location.Parse("s3://bucket/x")));

        Assert.Contains("\"no-such-profile\"", error.Message);
        Assert.Contains("Set keys or a profile", error.Message);
    }

    [Fact]
    public void Only_aws_is_believed()
    {
        using var aws = new S3Store(new S3Options { Region = "eu-west-1", Anonymous = true });
        using var china = new S3Store(new S3Options { Region = "cn-north-1", Anonymous = true });
        using var named = new S3Store(new S3Options { Endpoint = new Uri("https://s3.eu-west-1.amazonaws.com"), Anonymous = true });
        using var other = new S3Store(new S3Options { Endpoint = new Uri("https://amazonaws.com.example.org"), Anonymous = true });

        Assert.All([aws, china, named], store => Assert.Equal(ConditionSupport.Honoured, store.Capabilities.ConditionalComplete));
        Assert.Equal(ConditionSupport.Unproven, other.Capabilities.ConditionalCreate);
        Assert.Equal([DigestAlgorithm.Md5], other.Capabilities.CheckedDigests);
        Assert.True(aws.Capabilities.Limits.MaxObjectSize > other.Capabilities.Limits.MaxObjectSize);
    }

    [Fact]
    public void Stores_are_registered_and_collected()
    {
        var services = new ServiceCollection();
        services.AddSageTasks()
            .AddS3(options => (options.Region, options.Anonymous) = ("eu-west-1", true))
            .AddS3("lab", options => (options.Endpoint, options.Anonymous) = (new Uri("https://s3.lab.example.org"), true), "lab-a", "lab-b");
        using var provider = services.BuildServiceProvider();

        var stores = provider.GetRequiredService<ObjectStores>();

        Assert.Same(provider.GetRequiredService<S3Store>(), stores.StoreOf(Location.Parse("s3://any/x")));
        Assert.Same(provider.GetRequiredKeyedService<S3Store>("lab"), stores.StoreOf(Location.Parse("s3://lab-b/x")));
    }

    [Fact]
    public void Options_are_judged_when_they_are_registered()
    {
        var services = new ServiceCollection();
        services.AddSageTasks().AddS3(options => options.AccessKey = "AKID");
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<S3Store>);
    }
}
