namespace SageTasks.Drs.Tests.Uris;

/// <summary>Every spelling of a DRS URI that is found in the wild.</summary>
public sealed class DrsUriTests
{
    [Theory]
    [InlineData("drs://drs.example.org/314159", "drs.example.org", "314159")]
    [InlineData("DRS://DRS.Example.ORG/A-b", "drs.example.org", "A-b")]
    [InlineData("drs://nci-crdc.datacommons.io/dg.4DFC/0e1f", "nci-crdc.datacommons.io", "dg.4DFC/0e1f")]
    [InlineData("drs://nci-crdc.datacommons.io/dg.4DFC%2F0e1f", "nci-crdc.datacommons.io", "dg.4DFC/0e1f")]
    [InlineData("drs://repo-prod.prod.sagebase.org/syn123.4", "repo-prod.prod.sagebase.org", "syn123.4")]
    [InlineData("drs://localhost:4500/b8cd", "localhost:4500", "b8cd")]
    [InlineData("drs://127.0.0.1:8008/b8cd", "127.0.0.1:8008", "b8cd")]
    [InlineData("drs://drs.example.org/run:1", "drs.example.org", "run:1")]
    public void A_hostname_based_URI_names_its_server(string text, string host, string id)
    {
        var uri = DrsUri.Parse(text);

        Assert.Equal((host, id, false), (uri.Host, uri.Id, uri.IsCompact));
        Assert.Equal(uri, DrsUri.Parse(uri.ToString()));
    }

    [Theory]
    [InlineData("drs://drs.42:314159", null, "drs.42", "314159")]
    [InlineData("drs://dg.4503:00e6/cfa9", null, "dg.4503", "00e6/cfa9")]
    [InlineData("drs://dg.ANV0:V1_abc", null, "dg.anv0", "V1_abc")]
    [InlineData("drs://dg.4503/00e6-cfa9", null, "dg.4503", "00e6-cfa9")]
    [InlineData("drs://dg.4DFC/00e6-cfa9", null, "dg.4dfc", "00e6-cfa9")]
    [InlineData("drs://dg.4503:dg.4503%2F00e6", null, "dg.4503", "dg.4503/00e6")]
    [InlineData("drs://mirror/drs.42:314159", "mirror", "drs.42", "314159")]
    [InlineData("drs://drs.42:a:b", null, "drs.42", "a:b")]
    public void A_compact_identifier_names_its_prefix(string text, string? provider, string prefix, string id)
    {
        var uri = DrsUri.Parse(text);

        Assert.Equal((provider, prefix, id, true), (uri.Provider, uri.Prefix, uri.Id, uri.IsCompact));
        Assert.Equal(uri, DrsUri.Parse(uri.ToString()));
    }

    [Theory]
    [InlineData("https://drs.example.org/x", "begin with drs://")]
    [InlineData("drs://drs.example.org/", "drs://host/id")]
    [InlineData("drs://drs.example.org", "drs://host/id")]
    [InlineData("drs://:x", "drs://host/id")]
    [InlineData("drs://host/x", "no host")]
    [InlineData("drs://drs.example.org:8443/x", "port")]
    [InlineData("drs://drs.example.org/x?token=1", "query")]
    [InlineData("drs://drs.example.org/a b", "white space")]
    public void What_is_none_is_refused_with_the_reason(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => DrsUri.Parse(text));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(DrsUri.TryParse(text, out _));
    }

    [Fact]
    public void A_URI_is_composed_with_its_id_encoded()
    {
        Assert.Equal("drs://h.org/a%2Fb%20c", DrsUri.ForHost("H.org", "a/b c").ToString());
        Assert.Equal("drs://dg.1:a%2Fb", DrsUri.ForPrefix("DG.1", "a/b").ToString());
        Assert.Throws<ArgumentException>(() => DrsUri.ForHost(" ", "a"));
        Assert.Throws<ArgumentException>(() => DrsUri.ForPrefix("dg.1", ""));
        Assert.Equal("drs://mirror/dg.1:a", DrsUri.ForPrefix("dg.1", "a", "Mirror").ToString());
        Assert.Equal("drs://localhost:4500/a", DrsUri.ForHost("localhost:4500", "a").ToString());
    }

    [Theory]
    [InlineData("drs.example.org:8443", "has a port")]
    [InlineData("indexd-service", "no host")]
    [InlineData("dg.4503", "no host")]
    [InlineData("localhost/x", "no host")]
    public void A_host_that_no_DRS_URI_can_have_is_refused_with_the_reason(string host, string reason)
    {
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => DrsUri.ForHost(host, "a")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DrsUri.ForPrefix("a/b", "c"));
    }
}
