namespace SageTasks.Tower.Tests.Guard;

public sealed class RepositoryAddressTests
{
    [Theory]
    [InlineData("nf-core/rnaseq")]
    [InlineData("https://github.com/nf-core/rnaseq")]
    [InlineData("https://GitHub.com/nf-core/rnaseq.git")]
    [InlineData("https://github.com/nf-core/rnaseq/")]
    [InlineData(" https://github.com:443/nf-core/rnaseq.git/ ")]
    public void Every_spelling_of_an_address_is_the_same_pipeline(string address) =>
        Assert.Equal("https://github.com/nf-core/rnaseq", RepositoryAddress.Normalize(address));

    [Theory]
    [InlineData("https://gitlab.com/nf-core/rnaseq")]
    [InlineData("https://github.com/nf-core/RNAseq")]
    [InlineData("https://github.com:8443/nf-core/rnaseq")]
    [InlineData("git@github.com:nf-core/rnaseq.git")]
    public void Another_address_is_another_pipeline(string address) =>
        Assert.NotEqual("https://github.com/nf-core/rnaseq", RepositoryAddress.Normalize(address));

    [Theory]
    [InlineData("rnaseq", false)]
    [InlineData("nf-core-rnaseq-v3.14", false)]
    [InlineData("nf-core/rnaseq", true)]
    [InlineData("git@github.com:nf-core/rnaseq", true)]
    public void A_name_without_a_slash_is_on_the_Launchpad(string pipeline, bool isAddress) => Assert.Equal(isAddress, RepositoryAddress.IsAddress(pipeline));

    [Fact]
    public void An_address_with_a_password_in_it_is_refused_without_showing_it()
    {
        var wrong = Assert.Throws<ArgumentException>(() => RepositoryAddress.Expand("https://ada:hunter2@git.example.org/p/q"));

        Assert.DoesNotContain("hunter2", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.tower.nf", "api.cloud.seqera.io")]
    [InlineData("https://api.cloud.seqera.io", "api.cloud.seqera.io")]
    [InlineData("https://cloud.seqera.io/api", "api.cloud.seqera.io")]
    [InlineData("https://Tower.example.org/api", "tower.example.org")]
    [InlineData("http://127.0.0.1:8002", "127.0.0.1:8002")]
    public void Aliases_of_a_service_are_one_service(string endpoint, string expected) => Assert.Equal(expected, TowerService.Name(new Uri(endpoint)));
}
