namespace SageTasks.Storage.Azure.Tests;

/// <summary>Metadata that Azure would refuse travels in another form and comes back as it was.</summary>
public sealed class MetadataTests
{
    [Theory]
    [InlineData("study", "study")]
    [InlineData("Study", "study")]
    [InlineData("run-id", "run_x2d_id")]
    [InlineData("-", "_x2d_")]
    [InlineData("1000genomes", "_x31_000genomes")]
    [InlineData("a1", "a1")]
    [InlineData("_private", "_private")]
    [InlineData("_x2d_", "_x5f_x2d_")]
    [InlineData("_x2d-", "_x5f_x2d_x2d_")]
    [InlineData("-x2d-", "_x2d_x2d_x2d_")]
    [InlineData("a_-_x", "a__x2d__x5f_x")]
    public void A_name_becomes_one_that_Azure_takes_and_comes_back(string name, string sent)
    {
        var headers = AzureMetadata.Write(new Dictionary<string, string> { [name] = "v" }, writer: null);

        Assert.Equal([sent], headers.Keys);
        Assert.Equal([name.ToLowerInvariant()], AzureMetadata.Read(headers).Keys);
    }

    [Theory]
    [InlineData("a b = c")]
    [InlineData("")]
    [InlineData(" padded ")]
    [InlineData("ü 日本")]
    [InlineData("=?UTF-8?B?eA==?=")]
    [InlineData("100%25")]
    public void A_value_is_sent_in_ascii_and_comes_back(string value)
    {
        var headers = AzureMetadata.Write(new Dictionary<string, string> { ["name"] = value }, writer: null);

        Assert.True(System.Text.Ascii.IsValid(headers["name"]));
        Assert.NotEmpty(headers["name"].Trim());
        Assert.Equal(value, AzureMetadata.Read(headers)["name"]);
    }

    [Fact]
    public void A_writers_mark_is_not_shown()
    {
        var headers = AzureMetadata.Write(new Dictionary<string, string> { ["study"] = "syn1" }, "writer-1");

        Assert.Equal("writer-1", AzureMetadata.Writer(headers));
        Assert.Equal(["study"], AzureMetadata.Read(headers).Keys);
    }

    [Theory]
    [InlineData("hdi_isfolder", "true", true)]
    [InlineData("Hdi_isfolder", "True", true)]
    [InlineData("hdi_isfolder", "false", false)]
    [InlineData("study", "true", false)]
    public void A_folder_of_a_hierarchical_account_is_no_object(string name, string value, bool isFolder) =>
        Assert.Equal(isFolder, AzureMetadata.IsFolder(new Dictionary<string, string> { [name] = value }));
}
