namespace SageTasks.Testing;

/// <summary>The server that a <see cref="LocalTes"/> behaves like.</summary>
public enum LocalTesPersonality
{
    /// <summary>TES 1.1 to the letter, at <c>/ga4gh/tes/v1</c>; newest first.</summary>
    Spec,

    /// <summary>
    /// Funnel with its embedded database: at <c>/</c>, <c>/v1</c> and <c>/ga4gh/tes/v1</c>; unset fields are empty; an empty token ends a
    /// list; FULL looks like BASIC while there is no system log; unknown fields are refused.
    /// </summary>
    Funnel,

    /// <summary>
    /// TES on Azure (ga4gh-tes): at <c>/v1</c> only; unset fields are null, a type that was not sent is the number 0; each tag value
    /// belongs to the key before it; a token holds for its filters only; errors are text; an id of a strange length is a 400.
    /// </summary>
    TesAzure,

    /// <summary>TESK: lists ignore every filter and have no default page; unknown fields, nulls and a missing type are refused; cancelling answers without a body, and a 400 when the task has ended.</summary>
    Tesk,

    /// <summary>proTES: five tasks a page, BASIC view, a name prefix that is a regular expression, no other filter, and a token on the last page too.</summary>
    ProTes,

    /// <summary>The older tes-azure: everything on one page with the token <c>N/A</c>, always in full; service info below <c>/tasks</c>; cancelling answers with a string.</summary>
    OldTesAzure,
}
