// Reads lines of {"text": …} and writes them with "docs", the JSON of each document as kubectl's builder reads them, and "err" where it stops.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type recorded struct {
	Text string            `json:"text"`
	Docs []json.RawMessage `json:"docs"`
	Err  string            `json:"err,omitempty"`
}

// As cli-runtime's StreamVisitor does it.
func read(text string) (record recorded) {
	record = recorded{Text: text, Docs: []json.RawMessage{}}
	defer func() {
		if failure := recover(); failure != nil {
			record.Err = "panic"
		}
	}()
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		document := runtime.RawExtension{}
		if err := decoder.Decode(&document); err != nil {
			if err != io.EOF {
				record.Err = err.Error()
			}
			return record
		}
		document.Raw = bytes.TrimSpace(document.Raw)
		if len(document.Raw) > 0 && !bytes.Equal(document.Raw, []byte("null")) {
			record.Docs = append(record.Docs, document.Raw)
		}
	}
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var one recorded
			if failure := json.Unmarshal(line, &one); failure != nil {
				panic(failure)
			}
			if failure := out.Encode(read(one.Text)); failure != nil {
				panic(failure)
			}
		}
		if err != nil {
			return
		}
	}
}
